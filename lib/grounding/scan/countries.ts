// Country names and the cities that clouds name regions after. Names that are also plain words or first names
// (Chad, Jordan, Turkey, Georgia as a state) count only where the sentence places something in them.
const plain = [
  'Afghanistan', 'Albania', 'Algeria', 'Angola', 'Argentina', 'Armenia', 'Australia', 'Austria', 'Azerbaijan', 'Bahrain', 'Bangladesh',
  'Belarus', 'Belgium', 'Bolivia', 'Bosnia', 'Botswana', 'Brazil', 'Bulgaria', 'Cambodia', 'Cameroon', 'Canada', 'Chile', 'China',
  'Colombia', 'Congo', 'Costa Rica', 'Croatia', 'Cuba', 'Cyprus', 'Czechia', 'Czech Republic', 'Denmark', 'Ecuador', 'Egypt',
  'Estonia', 'Ethiopia', 'Finland', 'France', 'Germany', 'Ghana', 'Greece', 'Guatemala', 'Honduras', 'Hong Kong', 'Hungary',
  'Iceland', 'India', 'Indonesia', 'Iran', 'Iraq', 'Ireland', 'Israel', 'Italy', 'Jamaica', 'Japan', 'Kazakhstan', 'Kenya', 'Kuwait',
  'Kyrgyzstan', 'Laos', 'Latvia', 'Lebanon', 'Libya', 'Lithuania', 'Luxembourg', 'Macedonia', 'Malaysia', 'Malta', 'Mexico',
  'Moldova', 'Mongolia', 'Morocco', 'Mozambique', 'Myanmar', 'Nepal', 'Netherlands', 'New Zealand', 'Nicaragua', 'Nigeria',
  'North Korea', 'Norway', 'Pakistan', 'Panama', 'Paraguay', 'Peru', 'Philippines', 'Poland', 'Portugal', 'Qatar', 'Romania',
  'Russia', 'Russian Federation', 'Rwanda', 'Saudi Arabia', 'Senegal', 'Serbia', 'Seychelles', 'Singapore', 'Slovakia', 'Slovenia',
  'Somalia', 'South Africa', 'South Korea', 'Spain', 'Sri Lanka', 'Sudan', 'Sweden', 'Switzerland', 'Syria', 'Taiwan', 'Tajikistan',
  'Tanzania', 'Thailand', 'Tunisia', 'Turkmenistan', 'Türkiye', 'Uganda', 'Ukraine', 'United Arab Emirates', 'United Kingdom',
  'United States', 'Uruguay', 'Uzbekistan', 'Venezuela', 'Vietnam', 'Yemen', 'Zambia', 'Zimbabwe', 'Europe', 'Asia', 'Africa',
  'Amsterdam', 'Beijing', 'Dublin', 'Frankfurt', 'London', 'Moscow', 'Mumbai', 'Paris', 'Seoul', 'Shanghai', 'Stockholm', 'Sydney',
  'Tokyo', 'Virginia', 'Oregon', 'Ohio', 'California',
  'American', 'British', 'Brazilian', 'Bulgarian', 'Chinese', 'Dutch', 'French', 'German', 'Indian', 'Iranian', 'Israeli', 'Japanese',
  'Korean', 'Romanian', 'Russian', 'Singaporean', 'Turkish', 'Ukrainian', 'Vietnamese',
];
const ambiguous = ['Chad', 'Jordan', 'Turkey', 'Georgia', 'Jersey', 'Guinea', 'Mali', 'Niger', 'Oman', 'Togo', 'Haiti', 'Fiji', 'USA', 'UK', 'US', 'EU'];

/** Countries and the like, as capitalised words. */
export const countryPattern = new RegExp(
  `\\b(?:${[...plain].sort((a, b) => b.length - a.length).join('|')})\\b|(?<=\\b(?:in|from|of|via) (?:the )?)(?:${ambiguous.join('|')})\\b(?![-.])`,
  'g',
);
